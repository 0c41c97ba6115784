-- Recipients are ordered by their bytes, whatever the database's own order is: so those that begin alike lie side by side in an index.
-- H2 does so already.
alter table message alter column recipient set data type varchar(200) collate "C";
alter table recipient_tally alter column recipient set data type varchar(200) collate "C";
