"""Records of the workshop and of the actions."""
from chalandise.actions.models.actions import Action, Lesson, Photo, Step
from chalandise.actions.models.following import FollowUp, FollowUpGuest, FollowUpStep
from chalandise.actions.models.ideas import Idea, IdeaComment, IdeaMerge, IdeaProposal, IdeaSupport
from chalandise.actions.models.keeping import KeptCheck
from chalandise.actions.models.sessions import LiveSession, LiveStop

__all__ = ["Action", "FollowUp", "FollowUpGuest", "FollowUpStep", "Idea", "IdeaComment", "IdeaMerge", "IdeaProposal", "IdeaSupport", "KeptCheck", "Lesson", "LiveSession", "LiveStop", "Photo", "Step"]
