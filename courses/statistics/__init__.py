"""How questions do their work: how many answer them rightly, whether they tell who knows, which answers are chosen."""
