# fails: A D
QUERY = """
WITH ranked AS (
  SELECT *, ROW_NUMBER() OVER (
    PARTITION BY customer ORDER BY changed_at DESC, change_id DESC) AS place
  FROM changes WHERE op <> 'delete'
)
SELECT customer, email FROM ranked WHERE place = 1 ORDER BY customer
"""
