namespace Marketplace.Contracts;

/// <summary>Days of the week and times of day for people.</summary>
public static class Weekdays
{
    /// <summary>"周一".</summary>
    public static string Zh(DayOfWeek day) => $"周{"日一二三四五六"[(int)day]}";

    extension(TimeOnly time)
    {
        /// <summary>Whether it has no seconds, as times on papers have none.</summary>
        public bool IsWholeMinute => time.Ticks % TimeSpan.TicksPerMinute == 0;
    }
}
