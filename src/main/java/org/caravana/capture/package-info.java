/** One backup in the making: its sources in order, and what becomes of those that fail. Knows no Camel. */
package org.caravana.capture;
