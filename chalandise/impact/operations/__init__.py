"""Writing figures, takings and estimates."""
from chalandise.impact.operations.agreeing import agree, take_back
from chalandise.impact.operations.asking import ask_takings
from chalandise.impact.operations.checking_in import ask_readings, tap, undo_answer, write_number
from chalandise.impact.operations.estimating import ask_estimates
from chalandise.impact.operations.files import choose_sheet, confirm_columns, open_file, undo_file, write_file
from chalandise.impact.operations.measuring import agree_measure, plan_measure
from chalandise.impact.operations.readings import Doubtful, give_reading
from chalandise.impact.operations.typing import Unusual, Wrong, note_closed, settle_doubts, type_takings

__all__ = ["Doubtful", "Unusual", "Wrong", "agree", "agree_measure", "ask_estimates", "ask_readings", "ask_takings", "choose_sheet", "confirm_columns",
           "give_reading", "note_closed", "open_file", "plan_measure", "settle_doubts", "take_back", "tap", "type_takings", "undo_answer",
           "undo_file", "write_file", "write_number"]
