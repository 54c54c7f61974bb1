/** Stand-ins for the other services of a node, so that one worker can be tested alone; over real HTTP and Kafka. */
package io.mudanza.platform.standin;
