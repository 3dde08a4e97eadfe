namespace Marketplace.Ordering.Storage;

/// <summary>Keeping what others publish.</summary>
static class Learning
{
    extension(OrderingDb db)
    {
        /// <summary>Adds a row, or overwrites an older version of it; what is not newer is ignored.</summary>
        /// <param name="known">The row as it is stored, tracked; null when there is none.</param>
        /// <param name="published">The row as it was published.</param>
        /// <param name="versionOf">The version that decides.</param>
        public void Learn<TRow>(TRow? known, TRow published, Func<TRow, long> versionOf)
            where TRow : class
        {
            if (known is null)
            {
                db.Add(published);
            }
            else if (versionOf(published) > versionOf(known))
            {
                db.Entry(known).CurrentValues.SetValues(published);
            }
        }
    }
}
