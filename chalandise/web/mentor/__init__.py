"""My merchants, my visits, the mentors' workshop."""
