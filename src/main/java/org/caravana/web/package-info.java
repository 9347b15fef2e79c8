/** What is watched over HTTP: health, metrics, Jolokia and the Hawtio console, on loopback behind a login. */
package org.caravana.web;
