using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Domain;

namespace Marketplace.PurchasingUnits.Changes;

/// <summary>What many requests to the registry have in common: days, and the document that a change rests on.</summary>
static class DocumentChecks
{
    public const int DocumentMax = 200;

    extension(Checks check)
    {
        public void Document(string? document, string field = "document") => check.Text(document, field, DocumentMax);

        public void DocumentOrNone(string? document, string field = "document") => check.TextOrNone(document, field, DocumentMax);

        public void RegistryDay(DateOnly day, string field) => check.Day(day, RegistryDays.First, RegistryDays.Last, field);

        public void RegistryDayOrNone(DateOnly? day, string field)
        {
            if (day is { } given)
            {
                check.RegistryDay(given, field);
            }
        }

        /// <summary>The end is the first day on which it no longer holds, so it comes after the beginning.</summary>
        public void EndsAfter(DateOnly validFrom, DateOnly? validTo, string field) => check.That(
            validTo is null || validTo > validFrom,
            field,
            "end_not_after_start",
            "终止日须晚于起始日（终止日当天不再有效）。",
            "The end must be after the start; it is the first day on which it no longer holds.");
    }
}
