"""Reading ideas, actions and lessons. Each query takes the person and returns only what that person may see."""
