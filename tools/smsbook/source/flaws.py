"""The rules about reading: what can be wrong with a file before its content is looked at."""

from smsbook.source.finding import Rule

SYNTAX_ERROR = Rule(
    "syntax-error",
    "The file is not YAML.",
    "A file that cannot be read counts for nothing: nobody can check it or publish it.",
    "Go to the line named and look at its indentation, its quotes and its colons. Text that holds a colon "
    "followed by a space, or begins with one of `{ [ & * ! | > % @ #`, goes between quotes.",
)
DUPLICATE_KEY = Rule(
    "duplicate-key",
    "The same key stands twice in one place.",
    "YAML readers differ in which of the two they keep, so one of the two texts is lost without a word.",
    "Keep one of the two, or give the second its right name.",
)
UNKNOWN_TAG = Rule(
    "unknown-tag",
    "A value bears a YAML tag such as `!include`.",
    "Tags tell YAML readers to build objects or load files. A document is plain data.",
    "Remove the word that begins with an exclamation mark, or put the value between quotes.",
)
NON_STRING_KEY = Rule(
    "non-string-key",
    "A key is not text.",
    "Keys name the fields of a document; a number, a list or an empty key names none.",
    "Write the key as a word, or put it between quotes.",
)
ALIAS_ABUSE = Rule(
    "alias-abuse",
    "A file uses more YAML aliases than are sensible.",
    "Aliases (`*name`) repeat another part of the file. A few lines with nested aliases can grow to billions "
    "of values and stop the whole check.",
    "Write the text out, or refer to another document by its id.",
)
TOO_DEEP = Rule(
    "too-deep",
    "Lists and mappings are nested too deeply.",
    "No kind of document is nested that deeply; a file that is, was made to stop the check or is damaged.",
    "Look for brackets that are opened and never closed.",
)
TOO_LARGE = Rule(
    "too-large",
    "A file is larger than a document can sensibly be.",
    "A document is read by people. Very large files slow down each check and hide what matters.",
    "Split the document, or keep the data elsewhere and name the place.",
)
NOT_TEXT = Rule(
    "not-text",
    "A file is not text in UTF-8.",
    "YAML is text. A picture, a spreadsheet or text in another encoding cannot be read.",
    "Save the file as UTF-8 text, or move it out of the folder of the SMS.",
)
EMPTY_FILE = Rule(
    "empty-file",
    "A file holds nothing.",
    "An empty file documents nothing, yet looks as if something were there.",
    "Fill it, or delete it.",
)
SEVERAL_DOCUMENTS = Rule(
    "several-documents",
    "A file holds several YAML documents.",
    "One file is one document: that is how its history, its owner and its page are found.",
    "Move what follows the line `---` into a file of its own.",
)
NOT_A_MAPPING = Rule(
    "not-a-mapping",
    "A file does not hold fields with values.",
    "A document is a list of fields, each with a name, a colon and a value.",
    "Begin the file with `kind:` and `id:` and go on with one field a line.",
)
SYMBOLIC_LINK = Rule(
    "symbolic-link",
    "A file or folder is a symbolic link.",
    "A link can lead out of the SMS and publish a file that nobody meant to publish. Links are not followed.",
    "Put the file itself in this place, or remove the link.",
)
UNREADABLE_FILE = Rule(
    "unreadable-file",
    "A file cannot be opened.",
    "What cannot be opened cannot be checked.",
    "Give yourself the right to read the file, or ask the one who keeps the repository.",
)

RULES = (
    SYNTAX_ERROR,
    DUPLICATE_KEY,
    UNKNOWN_TAG,
    NON_STRING_KEY,
    ALIAS_ABUSE,
    TOO_DEEP,
    TOO_LARGE,
    NOT_TEXT,
    EMPTY_FILE,
    SEVERAL_DOCUMENTS,
    NOT_A_MAPPING,
    SYMBOLIC_LINK,
    UNREADABLE_FILE,
)
