"""What an action brought: readings of its indicator, takings, estimates."""
from chalandise.impact.models.estimates import Circumstance, Estimate, EstimateRun, Release
from chalandise.impact.models.readings import Reading
from chalandise.impact.models.takings import Channel, FileState, Slip, Taking, TakingsDay, TakingsFile, TakingsRequest

__all__ = ["Channel", "Circumstance", "Estimate", "EstimateRun", "FileState", "Reading", "Release", "Slip", "Taking", "TakingsDay", "TakingsFile",
           "TakingsRequest"]
