"""What an action should change and how it will be seen: planned with the merchant, asked for in one tap. The same from every door."""
