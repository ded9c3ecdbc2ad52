"""A CKAN catalogue, through its action API."""
