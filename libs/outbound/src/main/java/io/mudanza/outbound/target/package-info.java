/** The validator of every outbound target: its form, its name, its port and path, and the addresses it leads to. */
package io.mudanza.outbound.target;
