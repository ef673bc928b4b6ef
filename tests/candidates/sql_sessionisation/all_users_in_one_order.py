# fails: A B C D E
QUERY = """
WITH gaps AS (
  SELECT *, at - LAG(at) OVER (ORDER BY at) AS gap FROM events
), numbered AS (
  SELECT *, SUM(gap > 30) OVER (PARTITION BY user_id ORDER BY at) AS session
  FROM gaps
)
SELECT user_id, session, MIN(at), MAX(at), COUNT(*)
FROM numbered GROUP BY user_id, session ORDER BY user_id, session
"""
