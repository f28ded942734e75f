"""The rules about shape: what can be wrong with one document on its own."""

from smsbook.source.finding import Rule

UNKNOWN_KIND = Rule(
    "unknown-kind",
    "A document does not say what it is, or names a kind that does not exist.",
    "The kind decides which fields a document has, where it belongs and how its page looks.",
    "Write `kind:` with one of the kinds listed in the message.",
)
UNKNOWN_KEY = Rule(
    "unknown-key",
    "A field has a name that this kind of document does not know.",
    "A misspelt field is read by nobody: its text is missing from the handbook and from every check.",
    "Correct the name to the one suggested, or remove the field. `smsbook explain KIND` lists all fields.",
)
MISSING_KEY = Rule(
    "missing-key",
    "A field that each document of this kind needs is missing or empty.",
    "Without it the document cannot be identified, found or used.",
    "Add the field with its value.",
)
WRONG_TYPE = Rule(
    "wrong-type",
    "A field holds another sort of value than expected, such as a list instead of a text.",
    "What has the wrong form cannot be read, compared or shown.",
    "Write the value in the form that the message names.",
)
VALUE_NOT_ALLOWED = Rule(
    "value-not-allowed",
    "A field holds a word that is not one of the allowed ones.",
    "These fields steer what smsbook does with a document, so each word has to be one it knows.",
    "Use one of the allowed words.",
)
WRONG_FORM = Rule(
    "wrong-form",
    "A value is not written in the form expected, such as a date or an id.",
    "Dates, durations and ids are compared by machine; written otherwise, they would be misread.",
    "Write the value as in the example that the message gives.",
)

RULES = (UNKNOWN_KIND, UNKNOWN_KEY, MISSING_KEY, WRONG_TYPE, VALUE_NOT_ALLOWED, WRONG_FORM)
