"""Fittings that know no room: clock, money, journal, files, mail, jobs, documents."""
