"""When things happen: Prefect flows. They call; they do not decide."""
