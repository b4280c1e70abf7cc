// The premium as one loop over columns of codes: what the machine can do at best. See peer_loop.py.
#include <stdint.h>

enum { ANNUAL, SHORT, TRANSIT, FOREIGN };
enum { A, B, C, D, TB, TM, MACHINE };
enum { SLOTS = 5, AGES = 111, YEARS = 95 };

typedef struct {
    const int32_t *contract, *category, *use, *place, *owner, *owner_class, *unit, *term;
    const int32_t *power, *mass, *seats, *unlimited_kbm, *months, *term_factor, *base, *drivers;
    const int32_t *age[SLOTS], *experience[SLOTS], *class_[SLOTS];
    const uint8_t *limited;
    const int64_t *kt, *kt_machine, *kbm, *kvs, *kvs_rider, *km, *km_rider, *ks, *kp, *low, *high;
} Fleet;

static int64_t step(int64_t hp, const int64_t *ends, const int64_t *values) {
    int at = 0;
    while (at < 5 && hp > ends[at] * 1000000) at++;
    return values[at];
}

static int corridor(const Fleet *f, int64_t i, int category, int legal) {
    switch (category) {
        case A: return 0;
        case B: return f->use[i] == 1 ? 3 : legal ? 1 : 2;
        case C: return f->mass[i] <= 160 ? 4 : 5;
        case D: return f->use[i] == 2 ? 8 : f->seats[i] <= 16 ? 6 : 7;
        default: return category + 5;
    }
}

void premiums(int64_t rows, const Fleet *f, int64_t *out) {
    static const int64_t car_ends[] = {50, 70, 100, 120, 150}, rider_ends[] = {50, 60, 70, 80, 90};
    for (int64_t i = 0; i < rows; i++) {
        int category = f->category[i], contract = f->contract[i], legal = f->owner[i], limited = f->limited[i];
        int64_t base = f->base[i], kbm = 0, kvs = 0;
        if (limited) {  // kvs in 500ths: a legal entity's is 9/5
            const int64_t *scale = category == A ? f->kvs_rider : f->kvs;
            for (int slot = 0; slot < f->drivers[i]; slot++) {
                int64_t found = scale[f->age[slot][i] * YEARS + f->experience[slot][i]];
                if (found > kvs) kvs = found;
                found = f->kbm[f->class_[slot][i]];
                if (found > kbm) kbm = found;
            }
            kvs *= legal ? 9 : 5;
        } else {  // together with the coefficient of the limit
            kbm = legal ? f->kbm[f->owner_class[i]] : f->unlimited_kbm[i];
            kvs = legal ? 5 * 197 : 5 * 316;
        }
        int64_t km = 100;
        if (category <= B) {
            int64_t hp = (int64_t)f->power[i] * (f->unit[i] ? 135962 : 100000);
            km = category == B ? step(hp, car_ends, f->km) : step(hp, rider_ends, f->km_rider);
        }
        int64_t kt = contract == FOREIGN   ? (category <= B ? 170 : 3000)
                     : contract == TRANSIT ? 100
                     : category == MACHINE ? f->kt_machine[f->place[i]]
                                           : f->kt[f->place[i]];
        int64_t season = contract == ANNUAL    ? f->ks[f->months[i]] / 5
                         : contract == SHORT   ? f->term_factor[i]
                         : contract == FOREIGN ? f->kp[f->term[i]] / 5
                                               : 4;
        int at = corridor(f, i, category, legal);
        int64_t product = base * kt * kbm * kvs * km * season;
        int64_t found = contract == SHORT ? (product + 25000000000) / 50000000000
                                          : (product + 5000000000) / 10000000000;
        out[i] = base >= f->low[at] && base <= f->high[at] ? found : -1;
    }
}
