"""Writing assessments, one module a subject; the gestures are called from here."""
from chalandise.diagnostics.operations.answers import answer, begin, finish, frozen, keep, reopen, settle
from chalandise.diagnostics.operations.asking import ask
from chalandise.diagnostics.operations.bank import drop_draft, edit_question, open_draft, publish, save_draft

__all__ = ["answer", "ask", "begin", "drop_draft", "edit_question", "finish", "frozen", "keep", "open_draft", "publish", "reopen",
           "save_draft", "settle"]
