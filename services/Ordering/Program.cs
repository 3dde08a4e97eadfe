using Marketplace.Contracts.Ordering;
using Marketplace.Ordering;
using Marketplace.Platform.Hosting;

var host = ServiceHost.Create(args, OrderingService.Name, typeof(OrderSubmitted).Assembly);
host.AddOrdering();
return await host.RunAsync(app => app.MapOrdering());
