/** The figures of a node at a glance: how many jobs there are, how they ended, what they moved. */
package io.mudanza.gateway.dashboard;
