"""One edition of the programme on one axis: playbook, calendar, applications, panel, charters, gatherings."""
