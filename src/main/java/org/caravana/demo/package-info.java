/** The demonstration: a whole night on servers in this process. */
package org.caravana.demo;
