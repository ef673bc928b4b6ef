"""The present state from a change log: the newest change of each customer, deletions left out."""

QUERY = """
WITH ranked AS (
  SELECT customer, op, email,
         ROW_NUMBER() OVER (
           PARTITION BY customer
           ORDER BY changed_at DESC, change_id DESC) AS place
  FROM changes
)
SELECT customer, email
FROM ranked
WHERE place = 1 AND op <> 'delete'
ORDER BY customer
"""
