"""Sessions of each user: a gap of more than 30 minutes begins a new one."""

QUERY = """
WITH gaps AS (
  SELECT user_id, at,
         at - LAG(at) OVER (PARTITION BY user_id ORDER BY at) AS gap
  FROM events
), numbered AS (
  SELECT user_id, at,
         SUM(CASE WHEN gap IS NULL OR gap > 30 THEN 1 ELSE 0 END)
           OVER (PARTITION BY user_id ORDER BY at) AS session
  FROM gaps
)
SELECT user_id, session, MIN(at) AS started, MAX(at) AS ended,
       COUNT(*) AS events
FROM numbered
GROUP BY user_id, session
ORDER BY user_id, session
"""
