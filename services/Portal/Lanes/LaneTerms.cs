using System.Globalization;
using Marketplace.Client.Logistics;
using Marketplace.Portal.Look;

namespace Marketplace.Portal.Lanes;

/// <summary>How lanes, their distance and their time are told.</summary>
static class LaneTerms
{
    const int MinutesPerHour = 60;

    extension(Language language)
    {
        public string Distance(double kilometres) =>
            string.Create(CultureInfo.InvariantCulture, $"{kilometres:#,0.0} {language["公里", "km"]}");

        public string Duration(int minutes)
        {
            var (hours, rest) = (minutes / MinutesPerHour, minutes % MinutesPerHour);
            return hours == 0 ? language[$"{rest} 分钟", $"{rest} min"]
                : rest == 0 ? language[$"{hours} 小时", $"{hours} h"]
                : language[$"{hours} 小时 {rest} 分", $"{hours} h {rest} min"];
        }

        /// <summary>What plans go by, and why.</summary>
        public string PlannedBy(LaneView lane) =>
            lane.Observed is not { } observed ? language["按登记（实测不足 5 趟）", "as stated (fewer than 5 trips observed)"]
            : lane.PlannedMinutes == observed.MedianMinutes ? language["按实测", "as observed"]
            : language["按实测，限于登记的一半至三倍", "as observed, within half and three times what is stated"];

        /// <summary>A column of the table, as its heading calls it; a dash where the whole row is meant.</summary>
        public string LaneColumn(string? key) => key switch
        {
            null or "" => "—",
            "fromNodeId" => language["起点节点标识", "Node where it begins"],
            "fromRegionId" => language["起点区划标识", "Region where it begins"],
            "fromName" => language["起点名称", "Name of where it begins"],
            "toNodeId" => language["终点节点标识", "Node where it ends"],
            "toRegionId" => language["终点区划标识", "Region where it ends"],
            "toName" => language["终点名称", "Name of where it ends"],
            "distanceKm" => language["里程（公里）", "Distance (km)"],
            "drivingMinutes" => language["行驶时间（分钟）", "Driving time (minutes)"],
            "validFrom" => language["起始日", "First day"],
            "endedOn" => language["停用日", "Ends on"],
            "source" => language["依据", "Document"],
            _ => key,
        };

        public string Stands(LaneView lane) => lane.EndedOn is { } ended
            ? language[$"{Day(lane.ValidFrom)} 起，{Day(ended)} 停用", $"from {Day(lane.ValidFrom)}, ends on {Day(ended)}"]
            : language[$"{Day(lane.ValidFrom)} 起", $"from {Day(lane.ValidFrom)}"];
    }

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
