package dev.penstock.samples.gateway.clients;

/**
 * An answer in JSON, as the SDKs read it.
 *
 * @param city its name
 * @param degrees how warm it is
 */
record City(String city, int degrees) {}
