"""What an action brought: readings of its indicator, takings, the measure that was planned, estimates."""
from chalandise.impact.models.estimates import Circumstance, Estimate, EstimateRun, Release
from chalandise.impact.models.measures import TAKINGS, MeasurePlan, Way
from chalandise.impact.models.readings import CheckIn, Reading
from chalandise.impact.models.takings import (
    Channel,
    FileState,
    Rupture,
    Slip,
    StreetPoint,
    Taking,
    TakingsDay,
    TakingsFile,
    TakingsRequest,
)

__all__ = ["TAKINGS", "Channel", "CheckIn", "Circumstance", "Estimate", "EstimateRun", "FileState", "MeasurePlan", "Reading", "Release", "Rupture",
           "Slip", "StreetPoint", "Taking", "TakingsDay", "TakingsFile", "TakingsRequest", "Way"]
