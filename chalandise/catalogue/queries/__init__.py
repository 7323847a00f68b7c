"""Reading the catalogue: each function takes the person and returns only what that person may see."""
