# fails: A C E
QUERY = """
SELECT c.customer, c.email
FROM changes c
JOIN (SELECT customer, MAX(changed_at) AS newest FROM changes GROUP BY 1) m
  ON m.customer = c.customer AND m.newest = c.changed_at
WHERE c.email IS NOT NULL
ORDER BY c.customer
"""
