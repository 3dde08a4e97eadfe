using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;

namespace Marketplace.PurchasingUnits.Quotas;

/// <summary>Quota accounts, locked before they are read, in the order of their ids.</summary>
static class QuotaLocks
{
    extension(UnitsDb db)
    {
        /// <summary>The accounts of units and years by id; those that there were not are opened.</summary>
        public async Task<Dictionary<Guid, QuotaAccount>> LockQuotaAccountsAsync(
            IEnumerable<(Guid UnitId, int Year)> holders, CancellationToken ct)
        {
            var wanted = holders.Distinct().ToDictionary(holder => QuotaAccounts.IdOf(holder.UnitId, holder.Year));
            var accounts = await db.LockAndReadAsync<QuotaAccount>(wanted.Keys, ct);
            foreach (var (id, (unitId, year)) in wanted.ExceptBy(accounts.Keys, holder => holder.Key))
            {
                accounts.Add(id, QuotaAccount.Open(unitId, year));
                db.Add(accounts[id]);
            }

            return accounts;
        }
    }
}
