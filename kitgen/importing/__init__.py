"""Questions of other files → drafts of a bank, and a report of what became of each line.

    file ─ reader ▶ Reading ─ sound ▶ Markdown ─ drafts ▶ drafts ─ duplicates ▶ bank files

readers        file ending → reader; a format is one module and its line there
markdown       Markdown lists of questions, with html_blocks, html_writer, inline
word           Word documents, with word_styles, word_tables, word_text
records        rows of CSV and XLSX as they are, each cell with its place: no questions
damaged        Word files and workbooks that lack what every program writes
separated      CSV; workbook: XLSX; rows and columns: what both share, and tables of the others
outline        headings, bold lines, lists and details → questions, with asking: what looks like one
sound          Markdown → Markdown that kitgen prints
pictures       pictures of a file → figures of the bank
drafts         questions → drafts with an id and a title
duplicates     what the bank or the file has already
lost           words of a file that are neither in a draft nor in the report
run            the line above, as code
"""
