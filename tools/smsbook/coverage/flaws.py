"""The rules about requirements: what can be missing where a standard asks for documentation."""

from smsbook.source.finding import Cause, Rule, Severity

MISSING_DOCUMENT = Rule(
    "missing-document",
    "A document that a requirement asks for is not there.",
    "Without the document, the requirement is not documented at all.",
    "Create the file that the message names, with the command it gives, and fill in its parts.",
)
MISSING_PART = Rule(
    "missing-part",
    "A part of a document that a requirement asks for is missing, empty or says nothing.",
    "A document counts by what stands in it. «TBD» or «n/a» without a reason tells nobody anything.",
    "Write the part under the key that the message names. Where a standard says «as needed» and the part is "
    "not needed, list it under `not_applicable` with the reason.",
)
UNCOVERED_DOCUMENT = Rule(
    "uncovered-document",
    "A document that another kind of document has to cover is named by none of them.",
    "A service without an agreement, or a process without a KPI, is a promise nobody made or checks.",
    "Name the document in one that exists, or write the one that is missing.",
)
VACANT_ROLE = Rule(
    "vacant-role",
    "A role that a requirement asks for is held by nobody.",
    "Where nobody holds the role, nobody does its work and nobody can be asked.",
    "Add an entry with the role and a person to the role assignments.",
)
MISSING_RECORD = Rule(
    "missing-record",
    "There is no record that something required was done.",
    "FitSM-1 asks for some things to be done at planned intervals. A record shows that they were.",
    "When it was done, write a record: what, when, who, result, and where the full record lives.",
)
OUTDATED_RECORD = Rule(
    "outdated-record",
    "The latest record of something that is done at planned intervals is too old.",
    "The interval that the organisation itself has planned is over. Time alone brings this finding, so it "
    "closes the gate only where `--strict-time` asks for it.",
    "Do what is due and write the record, or plan another interval.",
    Severity.ERROR,
    Cause.TIME,
)
LAPSED_PLAN = Rule(
    "lapsed-plan",
    "The plan was to have a requirement documented by now, and it is not.",
    "What the service management plan covers does not close the gate until its date. After that day the plan "
    "says something that did not happen. Time alone brings this finding, so it closes the gate only where "
    "`--strict-time` asks for it.",
    "Document what is missing, or agree on another date with the role that is responsible.",
    Severity.ERROR,
    Cause.TIME,
)
UNAPPROVED_EVIDENCE = Rule(
    "unapproved-evidence",
    "A requirement rests on a document that is not approved.",
    "A draft shows what somebody intends. Only an approved document is evidence.",
    "Have the document approved: `smsbook approve` does it and writes down who did.",
    Severity.WARNING,
)

RULES = (
    MISSING_DOCUMENT,
    MISSING_PART,
    UNCOVERED_DOCUMENT,
    VACANT_ROLE,
    MISSING_RECORD,
    OUTDATED_RECORD,
    LAPSED_PLAN,
    UNAPPROVED_EVIDENCE,
)
