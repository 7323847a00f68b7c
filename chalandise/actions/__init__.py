"""Concrete actions: ideas of the mentors' workshop, plan, steps, money, outcome, lesson."""
