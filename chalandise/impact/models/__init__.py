from chalandise.impact.models.readings import Reading
from chalandise.impact.models.takings import Channel, FileState, Slip, Taking, TakingsDay, TakingsFile, TakingsRequest

__all__ = ["Channel", "FileState", "Reading", "Slip", "Taking", "TakingsDay", "TakingsFile", "TakingsRequest"]
