/** What is particular to each kind of database: how it is dumped and how a dump is loaded. Knows no Camel. */
package org.caravana.dump;
