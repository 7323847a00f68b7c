"""What a season keeps: its calendar, who applied, its panel, its charters, its gatherings, its partners."""
from chalandise.seasons.models.applications import Application, ApplicationNote, ApplicationScore
from chalandise.seasons.models.calendar import Milestone, slide_words
from chalandise.seasons.models.charters import CharterText, Signature
from chalandise.seasons.models.gatherings import Attendance, Decision, Gathering, Recusal
from chalandise.seasons.models.panel import PanelPlace, PanelProposal, Quota, Selection
from chalandise.seasons.models.partners import Partner
from chalandise.seasons.models.season import Season, SeasonClosure
from chalandise.seasons.models.voices import Complaint, Satisfaction

__all__ = ["Application", "ApplicationNote", "ApplicationScore", "Attendance", "CharterText", "Complaint", "Decision", "Gathering", "Milestone", "PanelPlace", "PanelProposal", "Partner", "Quota", "Recusal", "Satisfaction", "Season", "SeasonClosure", "Selection", "Signature", "slide_words"]
