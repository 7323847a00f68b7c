"""What mentoring keeps: mentors, pairings, wishes, visits, reminders, help, absences."""
from chalandise.mentoring.models.help import HelpOffer, SkillRequest
from chalandise.mentoring.models.keeping import AlertRaised, Chase, Reminder, ReminderHold, SignOfLife, Snooze
from chalandise.mentoring.models.mentors import Mentor, VolunteerTime
from chalandise.mentoring.models.pairings import FitAnswer, Pairing, PairingProposal, Sharing, Wish, decided_only
from chalandise.mentoring.models.relays import Absence, RelayNote
from chalandise.mentoring.models.visits import Minutes, Visit, VisitPlan, VisitSlot

__all__ = ["Absence", "AlertRaised", "Chase", "FitAnswer", "HelpOffer", "Mentor", "Minutes", "Pairing", "PairingProposal", "RelayNote", "Reminder", "ReminderHold", "Sharing", "SignOfLife", "SkillRequest", "Snooze", "Visit", "VisitPlan", "VisitSlot", "VolunteerTime", "Wish", "decided_only"]
