"""Solution companies: answer a call, follow the review, keep the sheet true, answer quotes and opinions."""
