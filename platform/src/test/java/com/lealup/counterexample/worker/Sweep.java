package com.lealup.counterexample.worker;

class Sweep {

    final AllTenants tenants;

    Sweep(AllTenants tenants) {
        this.tenants = tenants;
    }
}
