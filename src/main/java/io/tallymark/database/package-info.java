/**
 * Database: the data source, the migrations, the entity manager; says whether the database is there. The only place that knows
 * which database it is.
 *
 * <ol>
 *   <li>D1: a deployment needs no server configuration: the WAR defines its own data source and picks H2 or PostgreSQL by the
 *       settings. A pool that the server defines is used when a setting names it.
 *   <li>D2: a node starts, answers readers and captures while the database is down; migrations are tried again every second
 *       until they succeed, because a power cut brings up machines in any order. Migrations run after the start, so that readers are
 *       served while a large table gets an index, and one may take as long as it takes.
 *   <li>D3: nobody waits long for a database that is known to be down: {@link io.tallymark.database.Database#available()} turns
 *       false a few seconds after a question stays without an answer and callers refuse at once.
 *   <li>D4: one script set for H2 and PostgreSQL; what they spell differently is a placeholder of {@link
 *       io.tallymark.database.Migrations}.
 *   <li>D5: the entity manager factory is made on first use, from the specification's own bootstrap, because a container-made one
 *       lets a deployment fail for good when the database is down (seen on Payara). Entities hold plain columns and no
 *       relations: without a container there is no weaving, and a page of rows must never become a page of queries.
 *   <li>D6: all that one transaction writes, by entities or by statements, is there as a whole or not at all. EclipseLink would take
 *       the connection for its writes only when the transaction ends, and Payara counts a connection that is taken then as
 *       outside of it; so it is taken when the entity manager is made.
 *   <li>D7: what people make and change (campaigns, snapshots, messages, runs, people, keys) is entities. Events, verdicts, tickets and
 *       tallies are written and read by the thousand and by statements: through the entity manager of either server the same batches
 *       decided less than half as many events a second (measured: 2,775 to 4,023 beside 7,555).
 * </ol>
 *
 * Out of scope: what the tables mean; each capability maps its own.
 */
package io.tallymark.database;
