/**
 * Journal: the node's durable log of requests: append, read on, forget.
 *
 * <ol>
 *   <li>J1: a record counts as stored only after the commit of its group has returned from a real flush; requests are answered
 *       after that. SQLite (write-ahead log, {@code synchronous=FULL}) does the writing: it lost nothing in any test with killed
 *       processes, and is as quick as a log file of one's own once a web server stands in front of it.
 *   <li>J2: one writer thread takes all that waits into one transaction, so that a flush serves many requests.
 *   <li>J3: nothing ever waits for a full queue or a failing disk. Such a record is lost, counted, and the journal's health is
 *       red until a commit succeeds again, which is tried at most a second later.
 *   <li>J4: the file is bounded. When it is full, records that are in the database already are dropped first; after that new
 *       records are refused and counted. Records that are not loaded yet are never dropped for newer ones.
 *   <li>J5: loaded records stay for a while, so that a database that loses its last commits can be loaded again.
 *   <li>J6: positions only grow and are never used twice; the journal has an id of its own, so that the database knows which
 *       journal a position belongs to.
 *   <li>J7: a file of a newer version stops the start; a corrupted one is set aside under another name and told at every start.
 *       Neither is ever ignored or deleted.
 *   <li>J8: a file belongs to one process at a time.
 * </ol>
 *
 * Out of scope: bringing records into the database (event).
 */
package io.tallymark.journal;
