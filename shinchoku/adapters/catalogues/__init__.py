"""The catalogues that are told of releases: a directory, CKAN, a bucket, a web form."""
