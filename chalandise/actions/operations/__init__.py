"""Writing about ideas and actions: ideas, adoption, plan, course, money, telling."""
