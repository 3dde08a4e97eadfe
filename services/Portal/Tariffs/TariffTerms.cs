using System.Globalization;
using Marketplace.Client.Logistics;
using Marketplace.Portal.Look;

namespace Marketplace.Portal.Tariffs;

/// <summary>How tariffs are told.</summary>
static class TariffTerms
{
    extension(Language language)
    {
        public string Class(FreightClass @class) => @class switch
        {
            FreightClass.Ambient => language["常温", "Ambient"],
            FreightClass.Chilled => language["冷藏", "Chilled"],
            FreightClass.Frozen => language["冷冻", "Frozen"],
        };

        /// <summary>What a whole lorry costs; a dash when there is no such price.</summary>
        public string Lorry(TariffView tariff) => tariff is { LorryKg: { } kg, LorryFen: { } fen }
            ? string.Create(CultureInfo.InvariantCulture, $"{language.Yuan(fen)} / {kg:#,0} kg") : "—";

        /// <summary>From which day to which.</summary>
        public string Stands(TariffView tariff)
        {
            var last = tariff.EndedOn is { } ended && !(tariff.ValidUntil < ended) ? ended.AddDays(-1) : tariff.ValidUntil;
            return last < tariff.ValidFrom ? language["生效前已停用", "ended before it began"]
                : last is { } until ? language[$"{Day(tariff.ValidFrom)} 至 {Day(until)}", $"{Day(tariff.ValidFrom)} to {Day(until)}"]
                : language[$"{Day(tariff.ValidFrom)} 起", $"from {Day(tariff.ValidFrom)}"];
        }

        public string Carrier(CarrierState state) => state switch
        {
            CarrierState.Active => "",
            CarrierState.Suspended => language["已暂停", "Suspended"],
            CarrierState.Ended => language["已退出", "Ended"],
        };
    }

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
