"""The last but one stage: the catalogues are brought to the newest release, each by itself."""
