-- An archive as version 1 wrote it. Frozen: it is what stays readable, whatever the program becomes.
create table meta (name varchar, value varchar);
create table log (
  seq bigint, act varchar, submission varchar, received date, sender varchar, files varchar, digest varchar,
  events bigint, populations bigint, refused bigint
);
create table refused_row (
  submission varchar, file varchar, sheet varchar, "row" bigint, problem varchar, content varchar
);
create table event_row (
  event_id varchar, event varchar, date date, unit varchar, deliverable varchar, topic varchar, target varchar,
  phase varchar, participants bigint, invited bigint, firm varchar, person varchar, "case" varchar, status varchar,
  evidence varchar, source varchar, note varchar, submission varchar
);
create table population_row (
  population varchar, unit varchar, "case" varchar, date date, size bigint, person varchar, member_from date,
  member_to date, submission varchar
);
create table submission_row (
  id varchar, convention varchar, month varchar, units varchar, sender varchar, sent date, received date,
  replaces varchar
);
insert into meta values ('schema_version', '1');
insert into submission_row values
  ('s1', null, '2018-01', 'A', null, null, '2018-01-05', null),
  ('s2', null, '2018-02', 'A', 'CPI A', null, '2018-02-05', 's1');
insert into event_row (event_id, event, date, unit, person, status, submission) values
  ('e1', 'session', '2018-01-05', 'A', 'P1', 'valid', 's1'),
  ('e1', 'session', '2018-01-05', 'A', 'P2', 'valid', 's1'),
  ('e1', 'session', '2018-02-05', 'A', 'P1', 'valid', 's2');
insert into log values
  (1, 'ingest', 's1', '2018-01-05', null, '',
   '0d816cdc5f12ad468509a22d4874aeaa53c9aa2b364e3f7343b0b093b94b73b2', 2, 0, 0),
  (2, 'ingest', 's2', '2018-02-05', 'CPI A', '',
   'c8840751a9916fc3b355833cf895ee129a9143a85582ac5c3ae798a3af03c897', 1, 0, 0);
