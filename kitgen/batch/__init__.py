"""Personal packs for each row of a roster: who meets whom, when, and with which form.

    roster file ─ roster ▶ rows ─ orders ▶ packs of each row ─ run ▶ files and their manifest

names          a pattern for names of files, filled for each pack, safe and distinct
manifest       what was made for whom, written as work proceeds, so that it can be resumed
chunks         packs made in chunks of rows by any executor, and written row by row
zips           one zip per candidate or interviewer
"""
