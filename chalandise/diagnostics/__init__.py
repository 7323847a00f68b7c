"""Digital maturity: question bank, answers, scores at T0, T1 and T2, restitution."""
