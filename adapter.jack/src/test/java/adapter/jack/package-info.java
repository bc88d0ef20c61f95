/** Tests against a real server: jackd with its dummy driver. */
package adapter.jack;
